"""The console's screens: places that hold the room and hand values down to what is seen."""
