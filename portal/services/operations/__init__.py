"""What operators of the portal see and do, from the console and from the command line alike."""
