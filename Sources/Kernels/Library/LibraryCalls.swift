import CBLASEngine
import MatrixCore

/// The library's operations in one precision: the functions of the C shim, told apart by their type only.
struct LibraryCalls<Scalar: MatrixScalar>: Sendable {
  typealias Engine = OpaquePointer?
  typealias Source = UnsafePointer<Scalar>?
  typealias Target = UnsafeMutablePointer<Scalar>?
  typealias Pivots = UnsafeMutablePointer<Int64>?
  typealias Info = UnsafeMutablePointer<Int64>?

  let gemm:
    @Sendable (
      Engine, CChar, CChar, Int64, Int64, Int64, Scalar, Source, Int64, Source, Int64, Scalar, Target, Int64
    ) -> Int32
  let gemv: @Sendable (Engine, CChar, Int64, Int64, Scalar, Source, Int64, Source, Int64, Scalar, Target, Int64) -> Int32
  let trsm: @Sendable (Engine, CChar, CChar, CChar, CChar, Int64, Int64, Scalar, Source, Int64, Target, Int64) -> Int32
  let getrf: @Sendable (Engine, Int64, Int64, Target, Int64, Pivots, Info) -> Int32
  let getri: @Sendable (Engine, Int64, Target, Int64, UnsafePointer<Int64>?, Target, Int64, Info) -> Int32
}

extension LibraryCalls where Scalar == Double {
  static var double: LibraryCalls {
    LibraryCalls(
      gemm: cblasengine_dgemm, gemv: cblasengine_dgemv, trsm: cblasengine_dtrsm, getrf: cblasengine_dgetrf,
      getri: cblasengine_dgetri)
  }
}

extension LibraryCalls where Scalar == Float {
  static var float: LibraryCalls {
    LibraryCalls(
      gemm: cblasengine_sgemm, gemv: cblasengine_sgemv, trsm: cblasengine_strsm, getrf: cblasengine_sgetrf,
      getri: cblasengine_sgetri)
  }
}
