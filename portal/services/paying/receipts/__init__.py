"""Electronic receipts for fees (biên lai điện tử): numbered with the payment, sealed, kept."""
