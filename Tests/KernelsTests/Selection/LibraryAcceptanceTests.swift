import Kernels
import MatrixCore
import TestSupport
import Testing

/// The examination of a library finds each single fault, and nothing in a library without one.
@Suite(.enabled(if: CompiledLibrary.compiler != nil, "no C compiler")) struct LibraryAcceptanceTests {
  private let loader = EngineLoader(environment: { _ in nil }, systemNames: [], registry: LibraryRegistry())

  @Test(arguments: [
    (CounterfeitLibrary.Fault.idle, "dgemm"), (.claimsWideIntegers, "dgetrf"), (.zeroBeta, "dgemm"),
    (.vectorStrides, "dgemv"), (.unitDiagonal, "dtrsm"), (.rightSide, "dtrsm"), (.transposedTriangle, "dtrsm"),
    (.pivots, "dgetrf"), (.exchanges, "dgetri"),
  ])
  func oneFaultIsEnough(_ fault: CounterfeitLibrary.Fault, _ operation: String) throws {
    let library = try CounterfeitLibrary(fault)
    let note = "\(library.path): refused, \(operation) gives wrong numbers: using the Swift kernels"
    // Asked again, it gives the same answer without another examination.
    for _ in 0..<2 {
      let engine = loader.select(.path(library.path), threads: 1)
      #expect(engine.description.name == "swift" && engine.description.path == nil)
      #expect(engine.notes == [note])
    }
  }

  @Test func aFaultlessLibraryIsAccepted() throws {
    let library = try CounterfeitLibrary(.none)
    let engine = loader.select(.path(library.path), threads: 1)
    #expect(engine.description.name == "openblas" && engine.notes == [])
  }

  /// A negative info says nothing about the matrix: it is factored by the Swift kernels, and not called singular.
  @Test func refusedArgumentsAreNotASingularMatrix() throws {
    let library = try CounterfeitLibrary(.refusedArguments)
    let engine = loader.select(.path(library.path), threads: 1)
    #expect(engine.description.name == "openblas" && engine.notes == [])
    for placement in [Placement.columnMajor, .rowMajor] {
      var placed = try PlacedMatrix<Double>([[0, 2], [4, 1]], columns: 2, placement)
      var target = placed.mutableView
      #expect(try engine.factorize(&target).rows == [1, 1])
      #expect(placed.numbers == [[4, 1], [0, 2]])
    }
  }

  /// Callers with different numbers of threads at once: each call runs with its own number, and all come out right.
  @Test func numbersOfThreadsChangeBetweenCalls() async throws {
    let library = try CounterfeitLibrary(.none)
    let engines = [1, 2, 3].map { loader.select(.path(library.path), threads: $0) }
    #expect(engines.allSatisfy { $0.description.name == "openblas" })
    await withTaskGroup(of: Bool.self) { group in
      for turn in 0..<60 {
        group.addTask {
          var y = [0.0, 0.0]
          guard let a = try? PlacedMatrix<Double>([[1, 2], [3, 4]], columns: 2, .columnMajor) else { return false }
          engines[turn % 3].multiplyVector(1, a.view, [Double(turn), 1], into: &y)
          return y == [Double(turn + 2), Double(3 * turn + 4)]
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
