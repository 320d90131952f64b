"""What every connector promises, as checks that anybody can run."""
