"""What each procedure asks and each report counts."""
