"""Lists of the desk as files: what is asked for, its words, and the entries that are kept."""
