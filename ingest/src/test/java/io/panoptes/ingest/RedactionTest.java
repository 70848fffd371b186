package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rtsp://a:b@c/d | rtsp://***@c/d",
        "see 'rtsp://a:b@c/d' and http://e:f@g/ | see 'rtsp://***@c/d' and http://***@g/",
        "GET /x?token=abc.def&n=1 | GET /x?token=***&n=1",
        "Authorization: Basic YTpi | Authorization: ***",
        "authorization : Digest username=x | authorization : ***",
        "rtsp://cam:554/live is silent | rtsp://cam:554/live is silent",
        "frame 12 of 30 at 10 fps | frame 12 of 30 at 10 fps",
      })
  void shouldTakeOnlyCredentialsOut(String text, String expected) {
    assertEquals(expected, Redaction.redact(text));
  }
}
