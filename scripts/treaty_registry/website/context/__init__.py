"""What every page is made with: the render context, addresses, templates, fragments."""
