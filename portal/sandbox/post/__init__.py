"""The sandbox post office: takes parcels, and tells how far each has come as a person says."""
