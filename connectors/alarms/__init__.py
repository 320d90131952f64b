"""Ways to tell operators that something is wrong: a webhook, an e-mail."""
