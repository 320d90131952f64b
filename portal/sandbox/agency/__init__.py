"""The sandbox agency: a one-stop system (hệ thống một cửa) for several agencies in one process."""
