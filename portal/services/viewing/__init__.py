"""Looking at files (xem tệp) without opening them: pages are drawn apart and shown as pictures."""
