"""An agency's document system (hệ thống quản lý văn bản và hồ sơ công việc)."""
