/// An element type the kernels know: `Double` and `Float`.
public protocol MatrixScalar: BinaryFloatingPoint, SIMDScalar, Codable, BitwiseCopyable, Sendable {
  /// Half the distance from one to the next number: u = 2⁻⁵³ for `Double`, 2⁻²⁴ for `Float`.
  static var unitRoundoff: Self { get }
}

extension Double: MatrixScalar {
  public static var unitRoundoff: Double { 0x1p-53 }
}

extension Float: MatrixScalar {
  public static var unitRoundoff: Float { 0x1p-24 }
}
