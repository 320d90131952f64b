"""A reporting system (hệ thống thông tin báo cáo) to try reports on."""
