"""Progress: facts kept by unit and day, fed where things happened, read without counting."""
