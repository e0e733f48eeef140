import TestSupport
import Testing

/// A module compiled for a processor level may define no weak function: where two objects define one of the same name the
/// linker keeps either, and the kept copy would run on processors below the level.
@Suite struct WeakFunctionTests {
  #if arch(x86_64)
    /// A debug build is for the machine it is made on: its compiler inlines nothing and shares accessors of types.
    private static let isRelease: Bool = {
      #if DEBUG
        false
      #else
        true
      #endif
    }()

    @Test(
      .enabled(if: isRelease, "a debug build is not passed on to other processors"), arguments: ["KernelsAVX2", "KernelsAVX512"])
    func modulesOfAProcessorLevelShareNoFunction(_ module: String) throws {
      let objects = try BuildFolder.objects(of: module)
      var own = 0
      for path in objects {
        let object = try ObjectFile(path: path)
        #expect(object.weakFunctions == [], "\(path)")
        own += object.strongFunctions.count
      }
      // Kernels are there to be found.
      #expect(own > 10)
    }

    /// The templates are made to be copied into other modules: the same reading finds their weak functions.
    @Test func weakFunctionsAreFound() throws {
      let weak = try BuildFolder.objects(of: "KernelTemplates").flatMap { try ObjectFile(path: $0).weakFunctions }
      #expect(weak.count > 10)
    }
  #endif

  @Test func aModuleWithoutObjectsIsAnError() throws {
    #expect(throws: BuildFolder.Missing.self) { try BuildFolder.objects(of: "KernelsAVX1024") }
    let empty = try TemporaryFolder()
    #expect(throws: BuildFolder.Missing.self) { try BuildFolder.objects(of: "KernelsAVX2", in: empty.path) }
  }
}
