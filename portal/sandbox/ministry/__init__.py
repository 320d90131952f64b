"""The ministry sandbox: an adapter that numbers dossiers itself, by what is known of such."""
