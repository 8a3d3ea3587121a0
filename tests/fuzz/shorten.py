"""Makes a request that breaks a promise as short as possible."""

MOST_TRIES = 60


def shorten(request, is_broken):
    """Return the shortest request found that still breaks a promise.

    :param is_broken: A function that sends a request, and returns whether it does.
        Records have changed since the first time: then it may not, at all.
    """
    tries = 0
    is_shorter = is_broken(request)
    while is_shorter:
        is_shorter = False
        for shorter in request.shortened():
            tries += 1
            if tries > MOST_TRIES:
                return request
            if is_broken(shorter):
                request, is_shorter = shorter, True
                break
    return request
