package io.strongroom.function.console.page;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code to be drawn.
 *
 * @param size of the whole square, in modules, with the quiet zone around the code
 * @param path of the dark modules, as SVG takes it; empty where the text is too long for a code
 */
public record QrPicture(int size, String path) {

  private static final int QUIET = 4;

  static QrPicture of(String text) {
    try {
      return of(QrCode.encodeText(text, QrCode.Ecc.LOW));
    } catch (DataTooLongException tooLong) {
      return new QrPicture(0, "");
    }
  }

  private static QrPicture of(QrCode code) {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return new QrPicture(code.size + 2 * QUIET, path.toString());
  }
}
