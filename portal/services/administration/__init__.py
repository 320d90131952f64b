"""What administrators set while the portal runs: agencies, people, calendars, what SMS say."""
