"""The pictures that stand for photos, drawn with Pillow; none is opened here."""
