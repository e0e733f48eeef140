/// The colours of a page, light or dark, as hexadecimal numbers.
package struct PagePalette: Sendable {
  package let paper: Int
  package let ink: Int
  /// Text of less weight.
  package let muted: Int
  /// Lines between things.
  package let rule: Int
  /// Behind heads of tables.
  package let shade: Int
  /// Links, titles.
  package let accent: Int
  /// Of series, in their order; the last is for what stays in the background.
  package let series: [Int]

  /// After Okabe and Ito (2008), so that readers who do not tell red from green tell the series; darkened until each stands
  /// out from the paper.
  package static let light = PagePalette(
    paper: 0xFFFFFF, ink: 0x1B2126, muted: 0x56616B, rule: 0xD5DBE0, shade: 0xF2F5F7, accent: 0x0B4F8A,
    series: [0x0B61A4, 0xC2570C, 0x1B7F5C, 0x9A4A8C, 0x8A6D00, 0x75818C])

  package static let dark = PagePalette(
    paper: 0x14191D, ink: 0xE6EAED, muted: 0xA3AFB9, rule: 0x39434B, shade: 0x1E262C, accent: 0x8CC4F5,
    series: [0x5FAAEB, 0xE8913F, 0x4FBF96, 0xD08CC4, 0xD4B13F, 0x8996A1])

  /// As custom properties of a style sheet.
  var properties: String {
    let named = [
      ("paper", paper), ("ink", ink), ("muted", muted), ("rule", rule), ("shade", shade), ("accent", accent),
    ]
    return (named + series.enumerated().map { ("s\($0)", $1) }).map { "--\($0): \(Self.text($1));" }.joined(separator: " ")
  }

  private static func text(_ color: Int) -> String {
    let digits = String(color, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
