"""The national portal's shared catalogues: kept as pulled, compared, applied by a person."""
