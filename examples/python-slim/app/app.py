from bottle import route, run


@route('/')
def greet():
    return 'hello from Python\n'


if __name__ == '__main__':
    run(host='0.0.0.0', port=8080, quiet=True)
