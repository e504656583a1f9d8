;; Finds the bytes of a text at which its reader must look, sixteen at a time. Assembled by bin/build.mjs; used by structure.ts.
(module
  (import "text" "memory" (memory 1))

  ;; Writes the places, counted from $base, of the bytes in [$from, $to) that are a delimiter, quote, escape, line end, NUL, DLE, `+` or
  ;; the first byte of U+FFFD or of a C1 control, as 32-bit numbers at $out; answers how many. Reads up to 15 bytes past $to and may
  ;; tell of those, too.
  (func (export "places")
    (param $base i32) (param $from i32) (param $to i32) (param $out i32)
    (param $delimiter i32) (param $quote i32) (param $escape i32) (result i32)
    (local $bytes v128) (local $hits i32) (local $next i32)
    (local.set $next (local.get $out))
    (block $end
      (loop $blocks
        (br_if $end (i32.ge_u (local.get $from) (local.get $to)))
        (local.set $bytes (v128.load (local.get $from)))
        (local.set $hits (i8x16.bitmask
          (v128.or
            (v128.or
              (v128.or
                (i8x16.eq (local.get $bytes) (i8x16.splat (local.get $delimiter)))
                (i8x16.eq (local.get $bytes) (i8x16.splat (local.get $quote))))
              (v128.or
                (i8x16.eq (local.get $bytes) (i8x16.splat (local.get $escape)))
                (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x0a)))))
            (v128.or
              (v128.or
                (v128.or
                  (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x0d)))
                  (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x00))))
                (v128.or
                  (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x10)))
                  (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x2b)))))
              (v128.or
                (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0xc2)))
                (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0xef))))))))
        (block $none
          (loop $hit
            (br_if $none (i32.eqz (local.get $hits)))
            (i32.store (local.get $next)
              (i32.sub (i32.add (local.get $from) (i32.ctz (local.get $hits))) (local.get $base)))
            (local.set $next (i32.add (local.get $next) (i32.const 4)))
            (local.set $hits (i32.and (local.get $hits) (i32.sub (local.get $hits) (i32.const 1))))
            (br $hit)))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (br $blocks)))
    (i32.shr_u (i32.sub (local.get $next) (local.get $out)) (i32.const 2))))
