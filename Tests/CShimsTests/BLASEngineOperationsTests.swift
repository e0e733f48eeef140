import CBLASEngine
import Foundation
import Testing

private typealias Matrix<Real> = UnsafePointer<Real>?
private typealias MutableMatrix<Real> = UnsafeMutablePointer<Real>?
private typealias Pivots = UnsafeMutablePointer<Int64>?

/// The operations of one element type under one name.
private protocol Element: BinaryFloatingPoint & Sendable {
  // swift-format-ignore
  typealias Gemm = (OpaquePointer?, CChar, CChar, Int64, Int64, Int64, Self, Matrix<Self>, Int64, Matrix<Self>, Int64, Self, MutableMatrix<Self>, Int64) -> Int32
  typealias Gemv = (
    OpaquePointer?, CChar, Int64, Int64, Self, Matrix<Self>, Int64, Matrix<Self>, Int64, Self, MutableMatrix<Self>, Int64
  ) -> Int32
  typealias Trsm = (
    OpaquePointer?, CChar, CChar, CChar, CChar, Int64, Int64, Self, Matrix<Self>, Int64, MutableMatrix<Self>, Int64
  ) -> Int32
  typealias Getrf = (OpaquePointer?, Int64, Int64, MutableMatrix<Self>, Int64, Pivots, Pivots) -> Int32
  typealias Getri = (
    OpaquePointer?, Int64, MutableMatrix<Self>, Int64, UnsafePointer<Int64>?, MutableMatrix<Self>, Int64, Pivots
  ) -> Int32
  static var gemm: Gemm { get }
  static var gemv: Gemv { get }
  static var trsm: Trsm { get }
  static var getrf: Getrf { get }
  static var getri: Getri { get }
}

extension Double: Element {
  fileprivate static var gemm: Gemm { cblasengine_dgemm }
  fileprivate static var gemv: Gemv { cblasengine_dgemv }
  fileprivate static var trsm: Trsm { cblasengine_dtrsm }
  fileprivate static var getrf: Getrf { cblasengine_dgetrf }
  fileprivate static var getri: Getri { cblasengine_dgetri }
}

extension Float: Element {
  fileprivate static var gemm: Gemm { cblasengine_sgemm }
  fileprivate static var gemv: Gemv { cblasengine_sgemv }
  fileprivate static var trsm: Trsm { cblasengine_strsm }
  fileprivate static var getrf: Getrf { cblasengine_sgetrf }
  fileprivate static var getri: Getri { cblasengine_sgetri }
}

private let plain = CChar(UInt8(ascii: "N")), transposed = CChar(UInt8(ascii: "T"))
private let left = CChar(UInt8(ascii: "L")), lower = CChar(UInt8(ascii: "L"))

/// Every number here is a small sum of halves and quarters: exact in both types, in any order.
@Suite(.enabled(if: Engine.system != nil, "no OpenBLAS on this host"))
struct BLASEngineOperationsTests {
  let engine: Engine
  let pointer: OpaquePointer

  init() throws {
    engine = try #require(Engine.system)
    pointer = engine.pointer
  }

  @Test func theLibraryTellsOfItself() throws {
    let info = engine.info
    #expect(engine.path.contains("openblas"))
    #expect(FileManager.default.fileExists(atPath: engine.path))
    #expect(info.integer_bits == 32 || info.integer_bits == 64)
    #expect(String(cString: info.version).hasPrefix("OpenBLAS"))
    #expect(String(cString: info.configuration).hasPrefix(String(cString: info.version)))
    #expect(!String(cString: info.core_type).isEmpty)
    #expect(["serial", "pthread", "openmp"].contains(String(cString: info.threading)))
    #expect(info.processors >= 1)
  }

  @Test func openingAgainGivesTheSameEngine() {
    guard case .opened(let again) = Engine.open(engine.path) else {
      Issue.record("\(engine.path) does not open twice")
      return
    }
    #expect(again.pointer == pointer)
  }

  @Test(.enabled(if: Engine.system.map { String(cString: $0.info.threading) != "serial" } ?? false, "a serial library"))
  func threadsCanBeSet() {
    let before = cblasengine_get_threads(pointer)
    cblasengine_set_threads(pointer, 1)
    #expect(cblasengine_get_threads(pointer) == 1)
    cblasengine_set_threads(pointer, -3)
    #expect(cblasengine_get_threads(pointer) == 1)
    cblasengine_set_threads(pointer, before)
    #expect(cblasengine_get_threads(pointer) == before)
  }

  @Test func productsOfMatrices() {
    checkGemm(Double.self)
    checkGemm(Float.self)
  }

  @Test func productsWithVectors() {
    checkGemv(Double.self)
    checkGemv(Float.self)
  }

  @Test func triangularSystems() {
    checkTrsm(Double.self)
    checkTrsm(Float.self)
  }

  @Test func factorsAndInverse() {
    checkFactorsAndInverse(Double.self)
    checkFactorsAndInverse(Float.self)
  }

  @Test func tallFactors() {
    checkTallFactors(Double.self)
    checkTallFactors(Float.self)
  }

  @Test func singularMatrices() {
    checkSingular(Double.self)
    checkSingular(Float.self)
  }

  @Test(.enabled(if: Engine.system?.info.integer_bits == 32, "an ILP64 library"))
  func sizesAboveTheLibrarysIntegersAreRefused() {
    checkTooLarge(Double.self)
    checkTooLarge(Float.self)
  }

  // (1 2 3; 4 5 6) (1 0; 0 1; 1 1) = (4 5; 10 11), twice that plus three times ones; rows apart by a wider stride.
  private func checkGemm<Real: Element>(_: Real.Type) {
    var c: [Real] = [1, 1, -7, 1, 1, -7]
    let a: [Real] = [1, 4, 2, 5, 3, 6], b: [Real] = [1, 0, 1, 0, 1, 1]
    #expect(Int(Real.gemm(pointer, plain, plain, 2, 2, 3, 2, a, 2, b, 3, 3, &c, 3)) == CBLASENGINE_OK)
    #expect(c == [11, 23, -7, 13, 25, -7])
    let aTransposed: [Real] = [1, 2, 3, 4, 5, 6], bTransposed: [Real] = [1, 0, 0, 1, 1, 1]
    c = [0, 0, -7, 0, 0, -7]
    #expect(
      Int(Real.gemm(pointer, transposed, transposed, 2, 2, 3, 1, aTransposed, 3, bTransposed, 2, 0, &c, 3)) == CBLASENGINE_OK)
    #expect(c == [4, 10, -7, 5, 11, -7])
  }

  // (1 2; 3 4; 5 6): row sums plus twice ones, then column sums into every second place.
  private func checkGemv<Real: Element>(_: Real.Type) {
    let a: [Real] = [1, 3, 5, 2, 4, 6], ones: [Real] = [1, 1, 1]
    var y: [Real] = [1, 1, 1]
    #expect(Int(Real.gemv(pointer, plain, 3, 2, 1, a, 3, ones, 1, 2, &y, 1)) == CBLASENGINE_OK)
    #expect(y == [5, 9, 13])
    var z: [Real] = [0, -7, 0]
    #expect(Int(Real.gemv(pointer, transposed, 3, 2, 1, a, 3, ones, 1, 0, &z, 2)) == CBLASENGINE_OK)
    #expect(z == [9, -7, 12])
  }

  // L = (2 0; 1 4): L x = (2, 9) and Lᵀ x = (4, 8) both have x = (1, 2).
  private func checkTrsm<Real: Element>(_: Real.Type) {
    let l: [Real] = [2, 1, -7, 4]
    var b: [Real] = [2, 9]
    #expect(Int(Real.trsm(pointer, left, lower, plain, plain, 2, 1, 1, l, 2, &b, 2)) == CBLASENGINE_OK)
    #expect(b == [1, 2])
    b = [4, 8]
    #expect(Int(Real.trsm(pointer, left, lower, transposed, plain, 2, 1, 1, l, 2, &b, 2)) == CBLASENGINE_OK)
    #expect(b == [1, 2])
  }

  // (0 2; 4 2): rows swapped, then upper triangular; the inverse is (-1/4 1/4; 1/2 0).
  private func checkFactorsAndInverse<Real: Element>(_: Real.Type) {
    var a: [Real] = [0, 4, 2, 2]
    var pivots: [Int64] = [-1, -1], info: Int64 = -1
    #expect(Int(Real.getrf(pointer, 2, 2, &a, 2, &pivots, &info)) == CBLASENGINE_OK)
    #expect(info == 0)
    #expect(pivots == [2, 2])
    #expect(a == [4, 0, 2, 2])
    var work = [Real](repeating: 0, count: 128)
    info = -1
    #expect(Int(Real.getri(pointer, 2, &a, 2, pivots, &work, 128, &info)) == CBLASENGINE_OK)
    #expect(info == 0)
    #expect(a == [-0.25, 0.5, 0.25, 0])
    #expect(pivots == [2, 2])
  }

  // (1 1; 2 1; 4 0): two pivots, and nothing written behind them.
  private func checkTallFactors<Real: Element>(_: Real.Type) {
    var a: [Real] = [1, 2, 4, 1, 1, 0]
    var pivots: [Int64] = [70, 71, 72], info: Int64 = -1
    #expect(Int(Real.getrf(pointer, 3, 2, &a, 3, &pivots, &info)) == CBLASENGINE_OK)
    #expect(info == 0)
    #expect(pivots == [3, 2, 72])
    #expect(a == [4, 0.5, 0.25, 0, 1, 1])
  }

  // (1 2; 2 4): the second pivot is zero, and the inverse says so.
  private func checkSingular<Real: Element>(_: Real.Type) {
    var a: [Real] = [1, 2, 2, 4], work: [Real] = [0, 0]
    var pivots: [Int64] = [-1, -1], info: Int64 = -1
    #expect(Int(Real.getrf(pointer, 2, 2, &a, 2, &pivots, &info)) == CBLASENGINE_OK)
    #expect(info == 2)
    #expect(pivots == [2, 2])
    #expect(Int(Real.getri(pointer, 2, &a, 2, pivots, &work, 2, &info)) == CBLASENGINE_OK)
    #expect(info == 2)
  }

  private func checkTooLarge<Real: Element>(_: Real.Type) {
    let large = Int64(1) << 31
    var c: [Real] = [5], pivots: [Int64] = [5], info: Int64 = 5
    let codes = [
      Real.gemm(pointer, plain, plain, large, 1, 1, 1, [1], large, [1], 1, 0, &c, large),
      Real.gemm(pointer, plain, plain, 1, 1, 1, 1, [1], 1, [1], 1, 0, &c, large),
      Real.gemv(pointer, plain, 1, large, 1, [1], 1, [1], 1, 0, &c, 1),
      Real.trsm(pointer, left, lower, plain, plain, 1, large, 1, [1], 1, &c, 1),
      Real.getrf(pointer, 1, large, &c, 1, &pivots, &info),
      Real.getri(pointer, 1, &c, large, [1], nil, 64, &info),
    ]
    #expect(codes.allSatisfy { Int($0) == CBLASENGINE_TOO_LARGE })
    #expect(c == [5])
    #expect(pivots == [5])
    #expect(info == 5)
  }
}
