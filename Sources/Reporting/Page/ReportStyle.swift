/// How the page looks: on paper, on a screen by day and by night, on a telephone.
enum ReportStyle {
    static let text = """
        :root{--paper:#fbfaf6;--ink:#1d1f21;--soft:#5d6266;--rule:#dfdbd1;--faint:#efece4;\
        --answered:#0f6e62;--acted:#4a9c8d;--asked:#c58b22;--moved:#4468a0;--refused:#b33f2e;\
        --silent:#a7a8a2;--open:#d4d2ca;--rest:#c9c6bc;--accent:#0f6e62;\
        --h0:#f1efe8;--h1:#d3e6df;--h2:#a3cfc2;--h3:#66b0a0;--h4:#2b8a7b;--h5:#0b5b51;\
        --sans:"Inter","Source Sans 3","Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",\
        "DejaVu Sans",Arial,sans-serif;\
        --serif:"Source Serif 4","Iowan Old Style","Palatino Linotype",Palatino,"Noto Serif",Georgia,\
        "Liberation Serif","DejaVu Serif",serif}
        @media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e8e6e1;--soft:#9aa0a4;\
        --rule:#30353a;--faint:#1e2327;--answered:#3fb29e;--acted:#2b7f73;--asked:#d9a441;\
        --moved:#7d9fd6;--refused:#e5735f;--silent:#6d7275;--open:#3d4347;--rest:#4a5055;\
        --accent:#58c7b3;--h0:#1e2327;--h1:#17403b;--h2:#1c6158;--h3:#258578;--h4:#3aab9a;--h5:#7fdccb}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:400 15px/1.55 var(--sans);\
        font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        .masthead,main,footer{max-width:68rem;margin:0 auto;padding:0 2rem}
        .masthead{padding-top:3.2rem;padding-bottom:2.4rem}
        .kicker{margin:0 0 1.6rem;font-size:.82rem;letter-spacing:.04em;color:var(--soft)}
        .kicker b{color:var(--accent);font-weight:650;margin-right:.5em}
        h1{margin:0;font:500 clamp(2.1rem,5.2vw,3.4rem)/1.08 var(--serif);letter-spacing:-.015em}
        h1 span{display:block;color:var(--soft);font-size:.52em;line-height:1.3;margin-top:.35em;letter-spacing:0}
        .lead{max-width:44rem;margin:1.3rem 0 0;font:400 1.2rem/1.5 var(--serif)}
        .keys{display:grid;grid-template-columns:repeat(6,1fr);margin:2.4rem 0 0;border-top:2px solid var(--ink)}
        .keys div{padding:.8rem .9rem .2rem 0}
        .keys dt{font-size:.78rem;color:var(--soft)}
        .keys dd{margin:0}
        .keys b{display:block;font:500 1.9rem/1.25 var(--serif);letter-spacing:-.01em;white-space:nowrap}
        .keys span{font-size:.78rem;color:var(--soft);line-height:1.35;display:block}
        nav ol{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin:2rem 0 0;padding:0;font-size:.86rem}
        a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
        a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
        section{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:0 3rem;padding:2.2rem 0 2.6rem;\
        border-top:1px solid var(--rule)}
        .side p{color:var(--soft);font-size:.9rem;margin:.6rem 0 0}
        h2{margin:0;font:500 1.4rem/1.25 var(--serif);letter-spacing:-.005em;text-wrap:balance}
        figure{margin:0 0 2.2rem}
        .body>:last-child{margin-bottom:0}
        figcaption,caption{font-weight:600;font-size:.9rem;text-align:left;padding:0 0 .6rem}
        .inset .plot{padding-left:2.6rem}
        .square{max-width:30rem}
        .square .plot{padding-right:1.2rem}
        svg{display:block;overflow:visible}
        svg text{fill:var(--soft);font:400 12px var(--sans)}
        svg .marked{fill:var(--ink);font-weight:600}
        .axis{stroke:var(--soft);stroke-width:1}
        .grid{stroke:var(--rule);stroke-width:1}
        .mark{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:2 3}
        .diagonal{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:5 5}
        .dot{fill:var(--answered);fill-opacity:.78;stroke:var(--paper);stroke-width:1.5}
        .track{fill:var(--faint)}
        .cell{stroke:var(--paper);stroke-width:3}
        .h0{fill:var(--h0);background:var(--h0)}.h1{fill:var(--h1);background:var(--h1)}
        .h2{fill:var(--h2);background:var(--h2)}.h3{fill:var(--h3);background:var(--h3)}
        .h4{fill:var(--h4);background:var(--h4)}.h5{fill:var(--h5);background:var(--h5)}
        .answered,.o-answered{fill:var(--answered);background:var(--answered)}
        .rest{fill:var(--rest);background:var(--rest)}
        .asked,.o-asked-back{fill:var(--asked);background:var(--asked)}
        .refused,.o-refused{fill:var(--refused);background:var(--refused)}
        .o-acted{fill:var(--acted);background:var(--acted)}
        .o-transferred{fill:var(--moved);background:var(--moved)}
        .o-silent{fill:var(--silent);background:var(--silent)}
        .o-open{fill:var(--open);background:var(--open)}
        .whole rect{stroke:var(--paper);stroke-width:2}
        .ramp,.keyline{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;align-items:center;margin:.5rem 0 0 2.6rem;\
        font-size:.8rem;color:var(--soft)}
        .ramp{gap:3px}.ramp span:first-child{margin-right:6px}.ramp span:last-child{margin-left:6px}
        .ramp i{width:18px;height:12px;border-radius:3px}
        .keyline i,.swatch{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:.5em}
        details{margin:.7rem 0 0;font-size:.86rem}
        .inset details{margin-left:2.6rem}
        summary{cursor:pointer;color:var(--soft);width:max-content}
        details table{margin-top:.5rem}
        .scroll{overflow-x:auto;margin-bottom:2.2rem}
        figure .scroll{margin-bottom:0}
        table{border-collapse:collapse;width:100%;font-size:.9rem}
        th{font-weight:500;font-size:.78rem;color:var(--soft);text-align:left;padding:.2rem 1rem .35rem 0;\
        border-bottom:1px solid var(--ink);vertical-align:bottom}
        td{padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
        th:last-child,td:last-child{padding-right:0}
        .n{text-align:right;white-space:nowrap}
        .legend{margin-top:.9rem}
        .legend td:first-child{white-space:nowrap}
        .quiet{color:var(--soft)}
        .ranks td:first-child{width:46%}
        .ranks .b,.wide .b{white-space:nowrap}
        .b{text-align:left}
        .bar{display:inline-block;vertical-align:middle;width:calc(100% - 4.4rem);min-width:2.5rem}
        .call{display:inline-block;max-width:13.5rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;vertical-align:bottom}
        .b .v{display:inline-block;width:4.2rem;padding-left:.6rem;vertical-align:middle;text-align:right}
        .wide .b{width:11rem}
        code{font:400 .82em/1.4 ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;color:var(--soft)}
        code.id{display:block}
        q{quotes:"“" "”"}
        .also,.when{display:block}
        .also{font-size:.84rem;color:var(--soft);margin-top:.15rem}
        .when{white-space:nowrap}
        .empty{margin:0 0 1.6rem;color:var(--soft);font:italic 400 1.02rem/1.5 var(--serif)}
        .terms{margin:0;display:grid;grid-template-columns:9rem 1fr;gap:.5rem 1.5rem}
        .terms dt{font-weight:600}.terms dd{margin:0;color:var(--soft)}
        footer{padding-bottom:3rem;font-size:.82rem;color:var(--soft)}
        footer p{margin:0 0 .4rem}
        footer p:first-child{border-top:2px solid var(--ink);padding-top:1.1rem}
        @media (max-width:56rem){section{grid-template-columns:1fr;gap:1.3rem}.side p{max-width:40rem}\
        .keys{grid-template-columns:repeat(3,1fr)}}
        @media (max-width:34rem){.masthead,main,footer{padding-left:1.1rem;padding-right:1.1rem}\
        .masthead{padding-top:1.8rem;padding-bottom:1.6rem}.lead{font-size:1.08rem}\
        .keys{grid-template-columns:repeat(2,1fr)}.keys b{font-size:1.6rem}\
        .wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
        .wide tr{display:block;padding:.6rem 0;border-bottom:1px solid var(--rule)}\
        .wide td{display:block;border:0;padding:.1rem 0;text-align:left;width:auto}.wide .b{width:auto;text-align:left}\
        .wide .bar{width:60%}.when{display:inline}.terms{grid-template-columns:1fr;gap:.1rem}\
        .terms dd{margin-bottom:.7rem}.legend td:nth-child(2),.legend th:nth-child(2){display:none}\
        .cell{stroke-width:2}}
        @media print{@page{margin:16mm 14mm}:root{--paper:#fff;--ink:#111;--soft:#50555a;--rule:#d5d2ca;\
        --faint:#eeece6;--answered:#0f6e62;--acted:#4a9c8d;--asked:#c58b22;--moved:#4468a0;--refused:#b33f2e;\
        --silent:#a7a8a2;--open:#d4d2ca;--rest:#c9c6bc;--accent:#0f6e62;--h0:#f1efe8;--h1:#d3e6df;--h2:#a3cfc2;\
        --h3:#66b0a0;--h4:#2b8a7b;--h5:#0b5b51}\
        body{font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}\
        .masthead,main,footer{max-width:none;padding-left:0;padding-right:0}.masthead{padding-top:0}\
        nav,details{display:none}section{display:block;padding:1.2rem 0 1.4rem}.side{margin-bottom:.8rem;break-after:avoid}\
        figure,tr,.keys{break-inside:avoid}caption,figcaption,h2{break-after:avoid}.scroll{overflow:visible}\
        .keys{grid-template-columns:repeat(6,1fr)}.keys b{font-size:1.4rem}}

        """
}
