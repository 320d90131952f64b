"""The sandbox payment platform: bills, a page to pay them at, callbacks, questions, refunds."""
