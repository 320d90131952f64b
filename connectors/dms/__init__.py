"""Agencies' document systems (hệ thống quản lý văn bản và hồ sơ công việc), one a module."""
