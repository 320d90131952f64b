"""Where a citizen pays phí and lệ phí."""
