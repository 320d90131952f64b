"""One supervisor that starts the whole system on one machine, keeps it up and stops it."""
