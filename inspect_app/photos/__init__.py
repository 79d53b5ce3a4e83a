"""Header checks and display copies of photos. Of the app only this folder imports Pillow."""
