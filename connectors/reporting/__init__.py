"""Connectors to reporting systems (hệ thống thông tin báo cáo), one module each."""
