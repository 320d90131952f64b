"""Reports (báo cáo): counted from dossiers, laid out by a regime, checked before they leave."""
