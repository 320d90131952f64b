"""Demo data of progress: invented facts of invented units, until there are real ones."""
