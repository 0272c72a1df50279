"""Pages of news: for everybody (`reading`, `feeds`, `files`), and for the editors (`desk`, `editing`)."""
