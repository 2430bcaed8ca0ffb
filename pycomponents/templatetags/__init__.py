"""The tags of pycomponents, where Django looks for them."""
