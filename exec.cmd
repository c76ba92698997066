@rem Windows has no exec. The scripts in package.json use it elsewhere, so that a signal to npm reaches Node and not only a shell.
@%*
