"""How a result goes back to its citizen: the way they chose, and the parcel on its way."""
