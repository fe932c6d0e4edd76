package dev.tilefleet.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            attachment; filename=tile.tif                  | tile.tif
            attachment; filename="tile.tif"                | tile.tif
            attachment;filename="tile 1.tif"               | tile 1.tif
            attachment; FileName = "tile.tif" ; size=5     | tile.tif
            inline; size=5; filename="a;b.tif"             | a;b.tif
            attachment; filename="a\\"b.tif"                | a"b.tif
            attachment; filename=""; filename*=UTF-8''t.tif | t.tif
            """)
    void isTheOneInTheHeader(String header, String name) {
        assertThat(FileName.of(header)).hasValue(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            filename="gr__e.tif"; filename*=UTF-8''gr%C3%B6%C3%9Fe.tif | größe.tif
            filename="_ 1.tif"; filename*=UTF-8''%E9%9B%B2%201.tif     | 雲 1.tif
            filename="__.tif"; filename*=UTF-8''%F0%9F%98%80.tif       | 😀.tif
            filename="50_41.tif"; filename*=UTF-8''50%2541.tif         | 50%41.tif
            filename*=utf-8'de'a+b.tif                                 | a+b.tif
            filename*=UTF-8''it's.tif                                  | it's.tif
            """)
    void isTheExactOneWhereBothAreGiven(String parameters, String name) {
        assertThat(FileName.of("attachment; " + parameters)).hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8''%FF.tif", "UTF-8''%4.tif", "KOI8-R''%C1.tif", "tile.tif", "UTF-8'tile.tif"})
    void isThePlainOneWhereTheExactOneCannotBeRead(String exact) {
        assertThat(FileName.of("attachment; filename=plain.tif; filename*=" + exact))
                .hasValue("plain.tif");
    }

    @ParameterizedTest
    @CsvSource({
        "/home/alice/tile.tif, tile.tif",
        "C:\\tiles\\new\\tile.tif, tile.tif",
        "../../etc/passwd, passwd",
        "' tile.tif ', tile.tif"
    })
    void comesWithoutItsFolders(String sent, String name) {
        assertThat(FileName.of("attachment; filename=\"" + sent + "\"")).hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "attachment",
                "attachment; filename",
                "attachment; filename=",
                "attachment; filename=\"\"",
                "attachment; filename=\"..\"",
                "attachment; filename=\"a/\"",
                "attachment; xfilename=\"a.tif\"",
                "attachment; filename*=UTF-8''a%0D%0AX-Evil%3A%201.tif",
                ";;;===\"",
                "\\"
            })
    void isNoneWhereNoneCouldBeShown(String header) {
        assertThat(FileName.of(header)).isEmpty();
    }

    @Test
    void isNoneWhereItIsTooLong() {
        assertThat(FileName.plain("a".repeat(255))).isPresent();
        assertThat(FileName.plain("a".repeat(256))).isEmpty();
    }
}
