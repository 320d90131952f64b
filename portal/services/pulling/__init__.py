"""What lies ready for agencies that fetch: put on their lists, read, confirmed."""
