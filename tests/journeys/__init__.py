"""What people do in a real browser, told as given / when / then."""
