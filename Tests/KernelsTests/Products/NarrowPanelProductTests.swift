import KernelTemplates
import Testing

@Suite struct NarrowPanelProductTests {
  /// Twelve rows a multiple of a page apart need more than twelve ways of a page each, X included; others any first level.
  @Test(arguments: [
    (first: 48 << 10, stride: 512, fits: false), (first: 64 << 10, stride: 512, fits: true),
    (first: 32 << 10, stride: 1024, fits: false), (first: 32 << 10, stride: 513, fits: true),
    (first: 32 << 10, stride: 256, fits: true), (first: (48 << 10) + 4096, stride: 512, fits: true),
  ])
  func rowsOfAPageShareASet(_ example: (first: Int, stride: Int, fits: Bool)) {
    let caches = CoreCaches(first: example.first, second: 1 << 20)
    #expect(NarrowPanelProduct<PlainLoad<SIMD8<Double>>, 12>.fits(caches, rowStride: example.stride) == example.fits)
  }
}
