"""The map at the desk: where the premises lie, and what is due there, drawn on the server."""
