// The server's drawing as a picture of twice the size.

/** Hands the drawing at the address to the reader as a file. */
export const save = async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = document.title.replace(/ · .*/, "") + ".png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
