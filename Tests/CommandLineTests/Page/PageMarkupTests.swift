import CommandLineSupport
import Foundation
import Testing

@Suite struct PageMarkupTests {
  @Test func textAndAttributesAreEscaped() {
    let markup = Markup("a", ["title": "\"x\" & 'y' <z>"], text: "1 < 2 & 3 > \"2\"")
    #expect(
      markup.source
        == "<a title=\"&quot;x&quot; &amp; &#39;y&#39; &lt;z&gt;\">1 &lt; 2 &amp; 3 &gt; &quot;2&quot;</a>")
  }

  @Test func controlCharactersAreReplaced() {
    #expect(Markup(text: "a\u{0}b\u{1B}c\nd\te\u{85}").source == "a\u{FFFD}b\u{FFFD}c d e\u{FFFD}")
    #expect(Markup(text: "é–𝛼 日本").source == "é–𝛼 日本")
  }

  @Test func elementsNest() {
    #expect(Markup("ul", [:], [Markup("li", text: "a"), Markup("br")]).source == "<ul><li>a</li><br /></ul>")
  }

  /// WCAG 2: 4.5 for text, 3 for what figures are drawn with.
  @Test(arguments: [PagePalette.light, .dark]) func coloursStandOut(_ palette: PagePalette) {
    for ground in [palette.paper, palette.shade] {
      for text in [palette.ink, palette.muted, palette.accent] { #expect(contrast(text, ground) >= 4.5) }
    }
    for series in palette.series { #expect(contrast(series, palette.paper) >= 3) }
  }

  @Test func contrastIsThatOfTheDefinition() {
    #expect(contrast(0x000000, 0xFFFFFF) == 21)
    #expect(abs(contrast(0x777777, 0xFFFFFF) - 4.48) < 0.005)
  }

  private func contrast(_ first: Int, _ second: Int) -> Double {
    let lights = [luminance(first), luminance(second)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  private func luminance(_ color: Int) -> Double {
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double((color >> shift) & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
