"""What browsers send, as values: each form has one `parse`."""


class BadForm(ValueError):
    """A form that none of our pages would send."""
