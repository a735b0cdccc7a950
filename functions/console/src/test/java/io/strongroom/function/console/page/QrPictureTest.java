package io.strongroom.function.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {

  private static final Pattern MODULE = Pattern.compile("M([0-9]+) ([0-9]+)h1v1h-1z");
  private static final int SCALE = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:9000/b/k?X-Amz-Signature=0123456789abcdef",
        "https://s3.example.org/bucket/%E4%B8%AD?X-Amz-Expires=600&X-Amz-Date=20261201T000000Z"
      })
  void of_link_isReadByAnotherProgram(String link) throws ReaderException {
    assertThat(read(QrPicture.of(link))).isEqualTo(link);
    String longer = link + "&x=" + "y".repeat(1_500);
    assertThat(read(QrPicture.of(longer))).isEqualTo(longer);
  }

  @Test
  void of_moreThanACodeHolds_nothing() {
    assertThat(QrPicture.of("x".repeat(3_000)).path()).isEmpty();
  }

  private static String read(QrPicture picture) throws ReaderException {
    int side = picture.size() * SCALE;
    int[] pixels = new int[side * side];
    Arrays.fill(pixels, 0xFFFFFF);
    Matcher module = MODULE.matcher(picture.path());
    int drawn = 0;
    while (module.find()) {
      int x = Integer.parseInt(module.group(1)) * SCALE;
      int y = Integer.parseInt(module.group(2)) * SCALE;
      for (int row = 0; row < SCALE; row++) {
        Arrays.fill(pixels, (y + row) * side + x, (y + row) * side + x + SCALE, 0);
      }
      drawn += module.group().length();
    }
    assertThat(drawn).isEqualTo(picture.path().length());
    LuminanceSource source = new RGBLuminanceSource(side, side, pixels);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(source)),
            Map.of(
                DecodeHintType.PURE_BARCODE,
                true,
                DecodeHintType.POSSIBLE_FORMATS,
                List.of(BarcodeFormat.QR_CODE)))
        .getText();
  }
}
