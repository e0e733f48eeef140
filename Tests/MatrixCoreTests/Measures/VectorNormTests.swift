import MatrixCore
import Testing

@Suite("Norms of vectors")
struct VectorNormTests {
  @Test("the largest magnitude, NaN wherever it stands")
  func maximum() {
    #expect([1.0, -3, 2].maximumNorm() == 3)
    #expect([Double]().maximumNorm() == 0)
    #expect([-Double.infinity, 1].maximumNorm() == .infinity)
    #expect([.nan, 1.0].maximumNorm().isNaN)
    #expect([1.0, .nan].maximumNorm().isNaN)
    #expect([1.0, .nan, 2].maximumNorm().isNaN)
  }

  @Test("the sum of magnitudes is compensated")
  func absolute() {
    #expect([-1.0, 2, -3].absoluteSum() == 6)
    #expect([0x1p53, 1, -1].absoluteSum() == 0x1p53 + 2)
  }
}
