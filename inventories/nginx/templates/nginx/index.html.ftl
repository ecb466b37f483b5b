<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${with.title?html}</title></head>
<body><h1>${with.title?html}</h1></body>
</html>
