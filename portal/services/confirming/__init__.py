"""Confirmations (xác nhận): a dossier waits until those its form names have said yes themselves."""
