"""What is seen on the console's screens: each takes values, none holds the room."""
